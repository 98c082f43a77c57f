from . import desk, import_template
