// Stands in for commander's node:child_process, which it loads for subcommands that are programs of their own. There
// are none here, and loading it takes a tenth of bare Node's start-up time.
module.exports = {};
