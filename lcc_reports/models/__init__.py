from . import lcc_assembly_pack, lcc_assembly_pack_chapter  # isort: split

from . import (
    lcc_assembly_pack_content,
    lcc_assembly_pack_file,
    lcc_assembly_pack_picture,
    lcc_assembly_pack_run,
    lcc_neutralised_item,
    lcc_statement_heading,
    lcc_usage_column,
    lcc_usage_row,
    lcc_usage_table,
    mis_report,
    res_company,
)
