declare const __VERSION__: string;
declare const __OPENPGP_VERSION__: string;

/** The version of package.json, put in by the build. */
export const version: string = __VERSION__;

/** The version of OpenPGP.js that is bundled. */
export const openpgpVersion: string = __OPENPGP_VERSION__;
