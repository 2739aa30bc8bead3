import { posix } from 'node:path';
import { COMPUTED, isOurs } from './imports.mjs';
import { MOST_FILES, OPEN, ORDER, PLAIN } from './order.mjs';

/**
 * What is against the rules, a sentence each.
 *
 * @param files what each file imports, by its path below src/ (see imports.mjs)
 */
export function faultsOf(files) {
  const paths = [...files.keys()];
  const all = paths.flatMap((from) =>
    [...files.get(from)].map((to) => ({ from, to, says: `${from} imports ${to}` })),
  );
  const imports = all.filter(({ says }) => !OPEN.includes(says));
  const stale = OPEN.filter((known) => !all.some(({ says }) => says === known));
  return [
    ...paths.filter((path) => floorOf(path) < 0).map((path) => `${path} has no place in ORDER, in ${DATA}`),
    ...imports.flatMap((one) => wrongWay(one, files)),
    ...circles(imports),
    ...PLAIN.rooms.flatMap((room) => reached(room, files)),
    ...crowded(paths),
    ...stale.map((known) => `it is no longer true that ${known}: take it out of OPEN, in ${DATA}`),
  ];
}

const DATA = 'build/house/order.mjs';
const roomOf = (path) => path.split('/')[0];
const floorOf = (path) => ORDER.findIndex((rooms) => rooms.includes(roomOf(path)));

function wrongWay({ from, to, says }, files) {
  if (to === COMPUTED) return [says];
  if (!isOurs(to)) return [];
  if (!files.has(to)) return [`${says}, which is not there`];
  if (roomOf(from) === roomOf(to) || floorOf(from) < floorOf(to)) return [];
  return [`${says}, and ${roomOf(to)} is not below ${roomOf(from)}`];
}

/**
 * Circles among the entries of each folder, files and folders alike. A circle of files shows in the folder where their
 * paths part; folders can make one though no file of theirs does.
 */
function circles(imports) {
  const levels = new Map();
  for (const { from, to, says } of imports) {
    if (!isOurs(to)) continue;
    const [a, b] = [from.split('/'), to.split('/')];
    const depth = a.findIndex((part, index) => part !== b[index]);
    if (depth < 0) continue;
    const folder = ['src', ...a.slice(0, depth)].join('/');
    if (!levels.has(folder)) levels.set(folder, new Map());
    const entries = levels.get(folder);
    entries.set(a[depth], new Map([...(entries.get(a[depth]) ?? []), [b[depth], says]]));
  }
  return [...levels].flatMap(([folder, entries]) => {
    const found = circleIn(entries);
    return found ? [`a circle in ${folder}: ${found.join(', ')}`] : [];
  });
}

/** The imports that make one circle of a graph, if it has any. */
function circleIn(graph) {
  const left = new Set();
  const search = (name, names, steps) => {
    const at = names.indexOf(name);
    if (at >= 0) return steps.slice(at);
    if (left.has(name)) return undefined;
    for (const [next, step] of graph.get(name) ?? []) {
      const found = search(next, [...names, name], [...steps, step]);
      if (found) return found;
    }
    left.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const found = search(name, [], []);
    if (found) return found;
  }
  return undefined;
}

/** What a room must not reach, by the shortest way there. */
function reached(room, files) {
  const ways = new Map([...files.keys()].filter((path) => roomOf(path) === room).map((path) => [path, path]));
  for (const [path, way] of ways) {
    for (const name of files.get(path) ?? []) {
      if (!ways.has(name)) ways.set(name, `${way} -> ${name}`);
    }
  }
  return [...ways]
    .filter(([name]) => PLAIN.mayNotReach.includes(name.split('/')[0]))
    .map(([name, way]) => `${room} must not reach ${name}: ${way}`);
}

function crowded(paths) {
  const counts = new Map();
  for (const path of paths) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts].flatMap(([folder, count]) => {
    const most = folder === '.' ? MOST_FILES.inSource : MOST_FILES.inFolder;
    return count > most ? [`${posix.join('src', folder)} has ${count} files, and ${most} are the most`] : [];
  });
}
