// Measuring: rounds of a fixed time, the median of them, a table.

/** Rounds of every measurement; their median counts. */
const ROUNDS = 7;
const ROUND_MS = Number(process.env.ROUND_MS ?? 50);
/** Until engines have compiled for speed what they compiled for a quick start. */
const WARM_MS = 4 * ROUND_MS;

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** What results go into, so that no engine leaves the work out. */
let sink = 0;

/** Microseconds that one call takes in a round of about `ms`. */
function round(call, inputs, ms) {
  const started = performance.now();
  let calls = 0;
  do {
    for (const input of inputs) if (call(input)) sink++;
    calls += inputs.length;
  } while (performance.now() - started < ms);
  return ((performance.now() - started) * 1000) / calls;
}

/** Name → microseconds a call, the median of rounds in which all peers take turns, so that a busy machine is so to all. */
export function microseconds(peers, inputs) {
  const names = Object.keys(peers);
  for (const name of names) round(peers[name], inputs, WARM_MS);
  const rounds = Object.fromEntries(names.map((name) => [name, []]));
  for (let at = 0; at < ROUNDS; at++) {
    for (const name of names) rounds[name].push(round(peers[name], inputs, ROUND_MS));
  }
  return Object.fromEntries(names.map((name) => [name, median(rounds[name])]));
}

export const significant = (number) =>
  number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);

/** A table: the first of `peers` is what the others are compared with. */
export function compare(title, peers, inputs, octets) {
  const rows = Object.entries(microseconds(peers, inputs));
  const own = rows[0][1];
  table(
    title,
    ['', 'µs', octets ? 'MB/s' : 'per second', 'presend is'],
    rows.map(([name, per], at) => [
      name,
      significant(per),
      octets ? significant(octets / per) : significant(1e6 / per),
      at === 0 ? '' : `${significant(per / own)} ×`,
    ]),
  );
}

/** Every table that was printed, for `--json`. */
export const tables = [];

/** Prints rows under a title. */
export function table(title, head, rows) {
  tables.push({ title, head, rows: rows.map((row) => row.map(String)) });
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => String(row[at]).length)));
  const line = (row) =>
    row.map((cell, at) => (at === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[at]))).join('  ');
  console.log(`\n${title}\n${[head, ...rows].map((row) => `  ${line(row)}`).join('\n')}`);
}

export { sink };
