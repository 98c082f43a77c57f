from . import lcc_municipal_follow_up
