import { execFileSync } from 'node:child_process';

const SCRIPT = `require "kramdown"
require "kramdown-parser-gfm"
puts Kramdown::Document.new(STDIN.read, input: "GFM").to_html`;

/** HTML as kramdown (Debian: ruby-kramdown, ruby-kramdown-parser-gfm) makes it of GFM. */
export function kramdown(markdown: string): string {
  return execFileSync('ruby', ['-Eutf-8', '-e', SCRIPT], { input: markdown, encoding: 'utf8' });
}

const MANY = `require "json"
require "kramdown"
require "kramdown-parser-gfm"
pages = JSON.parse(STDIN.read)
options = { input: "GFM", hard_wrap: false, syntax_highlighter: nil }
puts JSON.generate(pages.map { |page| Kramdown::Document.new(page, options).to_html })`;

/** The same for many pages at once, with the options that Jekyll gives kramdown. */
export function asJekyll(pages: readonly string[]): string[] {
  const input = JSON.stringify(pages);
  const options = { input, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  return JSON.parse(execFileSync('ruby', ['-Eutf-8', '-e', MANY], options));
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
