// Compares `sinergi bench rollup` with the same computation as one SQL statement on DuckDB, SQLite and PostgreSQL: the same
// CSV files, both warm, in one run; then how time grows with size. Called by script/bench-rollup, which prepares all of it.
//
//   node bench/rollup/run.mjs PROGRAM SIZE|FOLDER [ENGINE,…] [SIZES,…]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [program, what, engines = 'duckdb,sqlite,postgres', sizes = '1,4,22,88,276,552'] = process.argv.slice(2);
const tables = ['org', 'node', 'indicator', 'measure', 'budget', 'budget_real'];
const sql = (name) => readFileSync(join(here, name), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'sinergi-rollup-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const ours = (...args) =>
  JSON.parse(execFileSync(program, ['bench', 'rollup', '--json', ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 }));
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
const seconds = (s) => (s < 0.1 ? `${(s * 1000).toFixed(2)} ms` : `${s.toFixed(3)} s`);

// Runs a statement once to warm up, then `times` times; answers rows and the median in seconds.
async function duckdb(folder, answer, times) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const c = await (await DuckDBInstance.create(':memory:')).connect();
  await c.run(sql('tables.sql'));
  for (const table of tables) await c.run(`COPY ${table} FROM '${join(folder, table)}.csv' (HEADER, NULL '')`);
  let rows;
  const taken = [];
  for (let i = 0; i <= times; ++i) {
    const from = performance.now();
    rows = (await c.runAndReadAll(answer)).getRows();
    if (i > 0) taken.push((performance.now() - from) / 1000);
  }
  return { rows: rows.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value))), time: median(taken) };
}

function rowsOf(text) {
  return text.trim().split('\n').map((line) => line.split('|').map((field, i) => (i === 0 ? field : Number(field))));
}

// A script through a command-line client, its output in a file.
function client(command, args, script, env = {}) {
  const out = join(work, 'out.txt');
  const file = openSync(out, 'w');
  const done = spawnSync(command, args, { input: script, stdio: ['pipe', file, 'inherit'], env: { ...process.env, ...env } });
  closeSync(file);
  if (done.status !== 0) throw new Error(`${command} ended with ${done.status ?? done.signal}`);
  return readFileSync(out, 'utf8');
}

function sqlite(folder, answer, times) {
  const loads = tables.map((t) => `.import --csv --skip 1 '${join(folder, t)}.csv' ${t}`).join('\n');
  const once = `${answer};\n`;
  const script = `${sql('tables.sql')}
.mode csv
${loads}
UPDATE measure SET realised = NULL WHERE realised = '';
UPDATE node SET parent_id = NULL WHERE parent_id = '';
UPDATE org SET parent_id = NULL WHERE parent_id = '';
${sql('indexes.sql')}
ANALYZE;
.mode list
.output /dev/null
${once}.output stdout
.timer on
${once.repeat(times)}`;
  return parted(client('sqlite3', [':memory:'], script), /^Run Time: real ([\d.]+).*$/);
}

function postgres(folder, answer, times) {
  const loads = tables.map((t) => `\\copy ${t} FROM '${join(folder, t)}.csv' (FORMAT csv, HEADER, NULL '')`).join('\n');
  const schema = `rollup_${process.pid}`;
  const script = `\\set ON_ERROR_STOP on
CREATE SCHEMA ${schema}; SET search_path = ${schema};
SET jit = off; SET work_mem = '512MB'; SET max_parallel_workers_per_gather = 2;
${sql('tables.sql')}
${loads}
${sql('indexes.sql')}
VACUUM ANALYZE;
\\o /dev/null
${answer};
\\o
\\timing on
${`${answer};\n`.repeat(times)}
\\timing off
SET client_min_messages = warning;
DROP SCHEMA ${schema} CASCADE;`;
  const text = client('psql', ['-X', '-q', '-A', '-t', process.env.SINERGI_TEST_POSTGRES], script);
  const { rows, time } = parted(text, /^Time: ([\d.]+) ms.*$/);
  return { rows, time: time / 1000 };
}

// Rows and times of several runs, one after the other; the rows of the last.
function parted(text, pattern) {
  const taken = [];
  let rows = [], last = [];
  for (const line of text.split('\n')) {
    const time = line.match(pattern);
    if (time) {
      taken.push(Number(time[1]));
      last = rows.length ? rows : last;
      rows = [];
    } else if (line.includes('|')) {
      rows.push(line);
    }
  }
  return { rows: rowsOf((rows.length ? rows : last).join('\n')), time: median(taken) };
}

// Scores to 1e-4 percent, budgets exactly, ranks equal.
function agreement(organisations, rows) {
  const by = new Map(organisations.map((o) => [`${o.level} ${o.id} ${o.quarter}`, o]));
  let score = 0, budgets = 0, ranks = 0;
  for (const [level, id, quarter, value, ceiling, realised, rank] of rows) {
    const o = by.get(`${level} ${id} ${quarter}`);
    if (!o) throw new Error(`organisation ${level} ${id} is missing`);
    by.delete(`${level} ${id} ${quarter}`);
    score = Math.max(score, Math.abs(Number(o.score) - value));
    budgets += Number(o.ceiling) !== ceiling || Number(o.realised) !== realised;
    ranks += o.rank !== rank;
  }
  const same = score <= 1e-4 && budgets === 0 && ranks === 0 && by.size === 0 && rows.length > 0;
  return { same, text: `${rows.length} figures: scores within ${score.toExponential(1)}, ${budgets} budgets and ${ranks} ranks differ` };
}

async function compare() {
  const folder = existsSync(what) ? resolve(what) : join(work, 'csv');
  if (!existsSync(what)) execFileSync(program, ['bench', 'rollup', '--size', what, '--write', folder]);
  const mine = ours('--csv', folder);
  const time = Number(mine.answer_seconds.median);
  console.log(`\n${mine.governments} governments, ${mine.indicators} indicators, ${mine.measurements} indicator-quarters`);
  console.log(`sinergi, ${mine.threads} threads`.padEnd(34) + seconds(time).padStart(12) + '   scores, budgets and ranks of all organisations');
  let good = mine.change_equals_computation;
  for (const engine of engines.split(',')) {
    const text = sql(engine === 'postgres' ? 'answer.postgres.sql' : 'answer.sql').replaceAll(':YEAR', String(mine.year)).trim();
    const run = { duckdb, sqlite, postgres }[engine];
    const theirs = await run(folder, text, engine === 'duckdb' ? 5 : 2);
    const agreed = agreement(mine.organisations, theirs.rows);
    good &&= agreed.same;
    console.log(`${engine}, one statement`.padEnd(34) + seconds(theirs.time).padStart(12) +
                `   ${(theirs.time / time).toFixed(0)} times as long; ${agreed.text}`);
  }
  return good;
}

function growth() {
  console.log('\ngovernments   indicators   computation   1 thread    change (median, p99)     bytes/figure   bandwidth');
  const points = [];
  for (const size of sizes.split(',').filter(Boolean)) {
    const m = ours('--size', size);
    const time = Number(m.compute_seconds.median), change = m.change_microseconds;
    points.push([Math.log(m.measurements), Math.log(time)]);
    console.log(`${String(m.governments).padStart(11)} ${String(m.indicators).padStart(12)} ${seconds(time).padStart(13)} ` +
                `${seconds(Number(m.compute_one_thread_seconds.median)).padStart(10)} ` +
                `${`${Number(change.median).toFixed(2)} µs, ${Number(change.p99).toFixed(2)} µs`.padStart(22)} ` +
                `${Number(m.bytes_per_measurement).toFixed(1).padStart(15)} ${(100 * Number(m.bandwidth_share)).toFixed(0).padStart(9)} %`);
  }
  if (points.length < 2) return;
  const mean = (i) => points.reduce((sum, p) => sum + p[i], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = points.reduce((s, p) => s + (p[0] - x) * (p[1] - y), 0) / points.reduce((s, p) => s + (p[0] - x) ** 2, 0);
  console.log(`time grows as size to the power ${slope.toFixed(3)} (aim at most 1.05)`);
}

const good = await compare();
growth();
if (!good) {
  console.error('\nThe figures do not agree.');
  process.exitCode = 1;
}
