'use strict';
// Turnstone's side of the project's own knex. It is started by org.turnstone.format.knex in the project's folder and
// says what it does in lines that begin with a mark; every other line is the migrations' own output.
//
// Asked for `settings` it loads the knexfile as bin/cli.js of knex does, and prints what it says about migrations,
// never the connection. Asked to `serve` it takes tasks from its standard input, a line of JSON each: `up` or `down`, by
// which it lets knex.migrate carry out the migrations named, on the database that the PG* variables give, whatever the
// knexfile says about connections. After each it says `idle`.
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const setting = JSON.parse(process.env.TURNSTONE_KNEX);
delete process.env.TURNSTONE_KNEX;
const MARK = setting.mark;
/** What is to be done now. */
let task = null;
const fromProject = createRequire(path.join(process.cwd(), 'knexfile.js'));

const tell = (event, fields) => process.stdout.write(`\n${MARK}${JSON.stringify({ event, ...fields })}\n`);
const leave = () => process.stdout.write('', () => process.exit(0));

function quietly(work, otherwise) {
  try {
    return work();
  } catch (e) {
    return otherwise;
  }
}

const knexPath = quietly(() => fromProject.resolve('knex'), null);
const fromKnex = knexPath && createRequire(knexPath);

function importer() {
  const own = fromKnex && quietly(() => fromKnex('./lib/migrations/util/import-file'), null);
  const plain = async (file) => (/\.mjs$/.test(file) ? import(pathToFileURL(file)) : require(file));
  return own || plain;
}

/** What makes TypeScript and its kin readable here, as far as the project has it installed. */
function prepareFor(file) {
  if (fromKnex) {
    quietly(() => {
      const { jsVariants } = fromKnex('interpret');
      fromKnex('rechoir').prepare(jsVariants, file, process.cwd(), true);
    });
  }
}

async function configuration() {
  if (!setting.knexfile) {
    return {};
  }
  prepareFor(setting.knexfile);
  let config = await importer()(setting.knexfile);
  config = config && config.default ? config.default : config;
  config = typeof config === 'function' ? await config() : config;
  return (config && (config[process.env.NODE_ENV || 'development'] || config)) || {};
}

async function settings() {
  const config = await configuration();
  const migrations = config.migrations || {};
  const plain = {};
  for (const key of ['directory', 'tableName', 'schemaName', 'loadExtensions', 'sortDirsSeparately',
    'disableTransactions', 'disableMigrationsListValidation']) {
    plain[key] = migrations[key] === undefined ? null : migrations[key];
  }
  plain.client = typeof config.client === 'string' ? config.client : null;
  plain.searchPath = config.searchPath === undefined ? null : [].concat(config.searchPath);
  plain.source = Boolean(migrations.migrationSource);
  plain.names = null;
  if (plain.source) {
    const source = migrations.migrationSource;
    const all = await quietly(() => source.getMigrations(migrations.loadExtensions), null);
    plain.names = Array.isArray(all) ? all.map((m) => String(source.getMigrationName(m))) : null;
  }
  tell('settings', plain);
}

function ssl() {
  const given = setting.ssl;
  if (!given) {
    return false;
  }
  const file = (name) => (name ? fs.readFileSync(name) : undefined);
  const result = {
    rejectUnauthorized: given.verify !== 'none', ca: file(given.ca), cert: file(given.cert), key: file(given.key),
  };
  if (given.verify === 'ca') {
    result.checkServerIdentity = () => undefined;
  }
  return result;
}

function connection() {
  const env = process.env;
  return {
    host: env.PGHOST, port: Number(env.PGPORT), user: env.PGUSER, database: env.PGDATABASE,
    password: env.PGPASSWORD === undefined ? undefined : env.PGPASSWORD,
    options: env.PGOPTIONS || undefined, application_name: setting.application, ssl: ssl(),
  };
}

/** The limits every run's session has, before whatever the project does with a new connection. */
function pool(own = {}) {
  const theirs = own.afterCreate;
  return {
    ...own,
    min: 0,
    afterCreate(raw, done) {
      const next = (i) => {
        if (i < setting.limits.length) {
          raw.query(setting.limits[i].sql, (e) => (e && !setting.limits[i].optional ? done(e, raw) : next(i + 1)));
        } else if (theirs) {
          theirs(raw, done);
        } else {
          done(null, raw);
        }
      };
      next(0);
    },
  };
}

/** The migration at work, and what it failed with. */
let running = null;
let failure = null;
/** The errors that were told already, and the statements they belong to. */
const told = new WeakMap();

/** What pg says about an error, without the statement that knex puts before it. */
function said(error) {
  const e = error instanceof Error ? error : new Error(String(error));
  const sql = told.get(e);
  let message = e.message;
  if (sql && message.startsWith(`${sql} - `)) {
    message = message.slice(sql.length + 3);
  }
  const frame = running && (e.stack || '').split('\n').find((line) => line.includes(running));
  const place = frame && /:(\d+):\d+\)?$/.exec(frame.trim());
  return {
    name: e.name, message, code: e.code, detail: e.detail, hint: e.hint, where: e.where, position: e.position,
    severity: e.severity, line: place ? Number(place[1]) : 0,
  };
}

function watch(knex) {
  const key = (q) => `${q.__knexQueryUid || q.__knexUid}`;
  const quiet = () => !running;
  knex.on('query', (q) => quiet() || tell('query', { id: key(q), sql: q.sql }));
  knex.on('query-response', (r, q) => {
    const rows = q.response && Number.isInteger(q.response.rowCount) ? q.response.rowCount : -1;
    quiet() || tell('response', { id: key(q), rows });
  });
  knex.on('query-error', (e, q) => {
    told.set(e, q.sql);
    quiet() || tell('error', { id: key(q), ...said(e) });
  });
}

/** The project's migrations, cut down to those asked for, each announcing itself. */
function announcing(source, names) {
  const known = new Map();
  const announce = (name, direction, content) => async (knex) => {
    if (task.capture) {
      await knex.raw(`select 1 /* ${task.capture} begins ${encodeURIComponent(name)} */`);
    }
    running = name;
    tell('start', { name, direction });
    let result;
    try {
      result = await content[direction](knex);
    } catch (e) {
      failure = { script: name, told: told.has(e), ...said(e) };
      throw e;
    } finally {
      running = null;
    }
    if (task.capture) {
      await knex.raw(`select 1 /* ${task.capture} ends */`);
    }
    tell('end', { name });
    return result;
  };
  return {
    getMigrations: async (extensions) =>
      (await source.getMigrations(extensions)).filter((m) => names.has(source.getMigrationName(m))),
    getMigrationName: (migration) => source.getMigrationName(migration),
    async getMigration(migration) {
      const name = source.getMigrationName(migration);
      if (!known.has(name)) {
        const content = await source.getMigration(migration);
        const wrapped = { config: content.config };
        for (const direction of ['up', 'down']) {
          if (typeof content[direction] === 'function') {
            wrapped[direction] = announce(name, direction, content);
          }
        }
        known.set(name, wrapped);
      }
      return known.get(name);
    },
  };
}

/** Lines from Turnstone, as they are asked for; null at their end. */
const heard = require('readline').createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => {
  const { value, done } = await heard.next();
  return done ? null : value;
};
process.stdin.on('end', () => {
  if (task) {
    // Turnstone is gone: nobody would free a lock or see what happens, and the server rolls back what is open.
    process.exit(1);
  }
});

async function run() {
  if (!knexPath) {
    throw new Error('knex is not installed in this project (npm install)');
  }
  const config = await configuration();
  const library = fromProject(knexPath);
  const create = library.knex || library.default || library;
  const knex = create({
    ...config, client: config.client || 'pg', connection: connection(), pool: pool(config.pool),
    compileSqlOnError: false,
  });
  try {
    if (knex.client.dialect !== 'postgresql') {
      throw new Error(`the knexfile's environment ${process.env.NODE_ENV || 'development'} is for `
        + `${knex.client.dialect}; set NODE_ENV to the one for PostgreSQL`);
    }
    watch(knex);
    new Set(task.names.map((name) => path.extname(name))).forEach((extension) => prepareFor(`migration${extension}`));
    const migrator = knex.migrate;
    const source = announcing(migrator.config.migrationSource, new Set(task.names));
    const own = { migrationSource: source, disableMigrationsListValidation: true };
    let whole = task.direction === 'up' && !migrator.config.disableTransactions;
    for (const migration of await source.getMigrations(migrator.config.loadExtensions)) {
      const { config: single } = await source.getMigration(migration);
      whole = whole && !(single && single.transaction === false);
    }
    tell('ready', { whole });
    if ((await hear()) === 'locked') {
      // Turnstone holds knex's lock already, and gives it back when the whole run has ended.
      for (const method of ['_getLock', '_freeLock', '_latestBatchNumber']) {
        if (typeof migrator[method] !== 'function') {
          throw new Error(`this version of knex is not known: its Migrator has no ${method}`);
        }
      }
      migrator._getLock = async () => {};
      migrator._freeLock = async () => {};
    }
    if (task.batch) {
      migrator._latestBatchNumber = async () => task.batch - 1;
    }
    if (task.direction === 'down') {
      await migrator.down({ ...own, name: task.names[0] });
    } else {
      await migrator.latest(own);
    }
  } finally {
    await knex.destroy();
  }
}

const failed = (e) => tell('failed', failure || { script: null, ...said(e) });

async function serve() {
  for (let line = await hear(); line !== null; line = await hear()) {
    task = JSON.parse(line);
    running = null;
    failure = null;
    await run().catch(failed);
    task = null;
    tell('idle', {});
  }
}

(setting.serve ? serve() : settings()).catch(failed).finally(leave);
