/**
 * sqlx's conventions, as sqlx-core 0.9 and sqlx-postgres 0.9 have them in {@code migrate/*.rs} (github.com/transact-rs/sqlx,
 * tag v0.9.0).
 */
package org.turnstone.format.sqlx;
