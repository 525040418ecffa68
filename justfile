# The same checks as CI
check:
    ./check

# Checks without building wheels
fast:
    ./check --fast

# Rewrite the golden files, then review them in the diff
golden:
    .venv/bin/python tests/keepsake.py
