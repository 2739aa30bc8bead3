// Stands in for chalk's own look at the terminal: the program looks once (src/output/terminal/terminal.ts) and gives chalk its
// level. Chalk's loads node:os and node:tty, and ignores NO_COLOR (chalk#547).
module.exports = { stdout: false, stderr: false };
