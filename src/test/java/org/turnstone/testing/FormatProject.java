package org.turnstone.testing;

/** The same SQL as a project of each format, so that one test holds for all four. */
public enum FormatProject {
    FLYWAY {
        @Override
        public FormatProject with(Scripts scripts, int number, String up, String down) {
            scripts.with("V" + number + "__m" + number + ".sql", up);
            if (down != null) {
                scripts.with("U" + number + "__m" + number + ".sql", down);
            }
            return this;
        }
    },
    SQLX {
        @Override
        public FormatProject with(Scripts scripts, int number, String up, String down) {
            scripts.with(number + "_m" + number + ".up.sql", up);
            scripts.with(number + "_m" + number + ".down.sql", down == null ? "select 1;" : down);
            return this;
        }
    },
    PRISMA {
        @Override
        public FormatProject with(Scripts scripts, int number, String up, String down) {
            String folder = "prisma/migrations/" + number + "_m" + number + "/";
            scripts.with("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
            scripts.with(folder + "migration.sql", up);
            if (down != null) {
                scripts.with(folder + "down.sql", down);
            }
            return this;
        }
    },
    KNEX {
        @Override
        public FormatProject with(Scripts scripts, int number, String up, String down) {
            scripts.with(
                    "knexfile.js", "module.exports = { client: 'pg', migrations: { directory: './migrations' } };\n");
            scripts.with("migrations/" + number + "_m" + number + ".up.sql", up);
            if (down != null) {
                scripts.with("migrations/" + number + "_m" + number + ".down.sql", down);
            }
            return this;
        }
    };

    /** Writes one more migration; {@code down} may be null. */
    public abstract FormatProject with(Scripts scripts, int number, String up, String down);

    public FormatProject with(Scripts scripts, int number, String up) {
        return with(scripts, number, up, null);
    }
}
