/**
 * What the program is run by. The build puts the browser's in this file's place for the script of the web page (see
 * build/web-script.mjs); everything above does not know the difference.
 */
export { nodePlatform as platform } from './node.js';
