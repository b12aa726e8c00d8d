/**
 * Prisma Migrate's conventions, as its versions 6 and 7 have them: {@code schema-engine} in
 * github.com/prisma/prisma-engines, {@code packages/migrate} in github.com/prisma/prisma (tag 7.9.1).
 */
package org.turnstone.format.prisma;
