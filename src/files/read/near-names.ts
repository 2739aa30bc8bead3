import { readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Next } from '../../errors.js';
import { editDistance } from '../../text/edit-distance.js';

/** A folder with more is not gone through. */
const MOST = 2000;

/** A slip of the fingers takes no more edits. */
const MOST_EDITS = 2;

/** What to do about a file that is missing: the same command with the file of a near name, where there is one. */
export function nearNames(path: string): Next[] {
  const folder = dirname(path);
  const name = basename(path);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [{ advice: `the folder ${folder} cannot be read, or is not there either` }];
  }
  const start = path.slice(0, path.length - name.length);
  const near = names.length > MOST ? [] : nearest(name, names).filter((one) => isFile(start + one));
  if (near[0] !== undefined && path.endsWith(name)) return [{ inPlaceOf: path, file: start + near[0] }];
  const where = start === '' ? 'this folder' : folder;
  return [{ advice: `nothing in ${where} has a name like it` }];
}

/** By a few edits in what stands before the ending, and in the ending; the nearest first. */
function nearest(name: string, names: readonly string[]): string[] {
  const most = (one: string) => Math.min(MOST_EDITS, Math.floor(Math.min(stem(name), stem(one)) / 3));
  return names
    .filter((one) => Math.abs(one.length - name.length) <= MOST_EDITS)
    .map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ one, distance }) => distance <= most(one))
    .sort((a, b) => a.distance - b.distance)
    .map(({ one }) => one);
}

/** The length of a name without its ending. */
const stem = (name: string) => name.replace(/(?<=.)\.[^.]*$/, '').length;

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
