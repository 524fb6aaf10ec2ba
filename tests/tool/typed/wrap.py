#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""wrap.py HEADER OUT: compiles generated models under names of their own.

Many schemas have an `Item`, and all go into one program: OUT includes the
source beside HEADER with its variables renamed, and lists its models.
"""

import re
import sys
from pathlib import Path

header, out = map(Path, sys.argv[1:])
stem = header.name.removesuffix("_models.h")
text = header.read_text()
models = re.findall(r"^extern const struct tn_model (\w+);", text, re.M)
texts = re.findall(r"^extern const struct tn_str (\w+)\[", text, re.M)
lines = [f"#define {name} {stem}_{name}" for name in models + texts]
lines += [
    f'#include "{stem}_models.c"',
    f"extern const struct tn_model *const {stem}_list[];",
    f"const struct tn_model *const {stem}_list[] = {{",
    *(f"    &{name}," for name in models),
    "    NULL,",
    "};",
]
out.write_text("\n".join(lines) + "\n")
