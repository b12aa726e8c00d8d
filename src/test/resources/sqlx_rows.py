"""The rows sqlx would write for a folder, reckoned without Turnstone: version|description|success|checksum."""
import hashlib, os, re, sys

folder, ignored = sys.argv[1], (sys.argv[2] if len(sys.argv) > 2 else "").encode().decode("unicode_escape")
rows = []
for name in os.listdir(folder):
    version, underscore, right = name.partition("_")
    if not underscore or not right.endswith(".sql") or right.endswith(".down.sql"):
        continue
    suffix = ".up.sql" if right.endswith(".up.sql") else ".sql"
    description = re.sub("(" + re.escape(suffix) + ")+$", "", right).replace("_", " ")
    text = open(os.path.join(folder, name), encoding="utf-8", newline="").read()
    text = "".join(c for c in text if c not in ignored)
    rows.append((int(version), description, hashlib.sha384(text.encode()).hexdigest()))
for version, description, checksum in sorted(rows):
    print(f"{version}|{description}|t|{checksum}")
