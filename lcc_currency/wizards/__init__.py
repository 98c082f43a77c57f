from . import lcc_operation_reverse
