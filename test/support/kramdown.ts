import { execFileSync } from 'node:child_process';

const SCRIPT = `require "kramdown"
require "kramdown-parser-gfm"
puts Kramdown::Document.new(STDIN.read, input: "GFM").to_html`;

/** HTML as kramdown (Debian: ruby-kramdown, ruby-kramdown-parser-gfm) makes it of GFM. */
export function kramdown(markdown: string): string {
  return execFileSync('ruby', ['-Eutf-8', '-e', SCRIPT], { input: markdown, encoding: 'utf8' });
}

/** Whether it is there. On a machine of continuous integration its absence is a failure and not a skipped test. */
export function haveKramdown(): boolean {
  try {
    kramdown('# x');
    return true;
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn('SKIPPED: ruby-kramdown-parser-gfm is missing, ids are not compared with kramdown');
    return false;
  }
}
