import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectMarionette, type Marionette } from './marionette.js';
import { emptyFolder } from './run.js';

/** What Thunderbird shows of a mail in a window of its own. */
export interface Shown {
  /** The names of the icons in the header, `message-encrypted-ok`; null where there is none. */
  encrypted: string | null;
  signed: string | null;
  subject: string;
  from: string;
  text: string;
  /** As they stand in the list below the mail, and the digest of what each would be saved as. */
  attachments: { name: string; size: string; sha256: string }[];
}

export interface Thunderbird {
  /** Armored and not locked. */
  importSecretKey(key: string): Promise<void>;
  /** Armored; from now on its user has compared the fingerprint. */
  importVerified(certificate: string): Promise<void>;
  open(path: string): Promise<Shown>;
  quit(): Promise<void>;
}

/** No first steps, no window but that of the mail, and every connection to another machine into nowhere. */
const SETTINGS = {
  'marionette.port': 0,
  'mail.openMessageBehavior': 0,
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.spotlight.firstRunDone': true,
  'mailnews.start_page.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.proxy.type': 1,
  'network.proxy.socks': '127.0.0.1',
  'network.proxy.socks_port': 9,
  'network.proxy.socks_remote_dns': true,
};

/** Milliseconds. */
const SCRIPT_TIMEOUT = 60_000;

/** Starts Thunderbird without a screen, with a home and a profile that are new. */
export async function startThunderbird(): Promise<Thunderbird> {
  const home = emptyFolder();
  const profile = join(home, 'profile');
  mkdirSync(profile);
  const lines = Object.entries(SETTINGS).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const options = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote'];
  const child = spawn('thunderbird', [...options, '--profile', profile], {
    env: { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const marionette = await underControl(join(profile, 'MarionetteActivePort'), ended).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  const perform = script(marionette);
  return {
    importSecretKey: async (key) => void (await perform(IMPORT_SECRET, key)),
    importVerified: async (certificate) => void (await perform(IMPORT_VERIFIED, certificate)),
    open: async (path) => (await perform(OPEN, path)) as Shown,
    async quit() {
      marionette.close();
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(killing);
    },
  };
}

/** From now on, scripts run as a part of the program itself. */
async function underControl(portFile: string, ended: Promise<unknown>): Promise<Marionette> {
  const marionette = await listening(portFile, ended);
  await marionette.command('WebDriver:NewSession');
  await marionette.command('WebDriver:SetTimeouts', { script: SCRIPT_TIMEOUT });
  await marionette.command('Marionette:SetContext', { value: 'chrome' });
  return marionette;
}

async function listening(portFile: string, ended: Promise<unknown>): Promise<Marionette> {
  let over = false;
  ended.then(() => {
    over = true;
  });
  for (const until = Date.now() + 60_000; Date.now() < until && !over; await sleep(100)) {
    const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
    if (port > 0) return connectMarionette(port);
  }
  throw new Error('Thunderbird does not listen');
}

/** Runs the body of an asynchronous function inside of Thunderbird; its argument is `given`. */
function script(marionette: Marionette) {
  return async (body: string, given: string): Promise<unknown> => {
    const wrapped = `const [given, done] = arguments;
      (async () => { ${COMMON} ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const parameters = { script: wrapped, args: [given], sandbox: 'system' };
    const result = await marionette.command('WebDriver:ExecuteAsyncScript', parameters);
    const { value, error } = (result as { value: { value: unknown; error?: string } }).value;
    if (error !== undefined) throw new Error(`Thunderbird: ${error}`);
    return value;
  };
}

const COMMON = `
  const load = (url) => ChromeUtils.importESModule(url);
  const { RNP } = load('chrome://openpgp/content/modules/RNP.sys.mjs');
  const { NetUtil } = load('resource://gre/modules/NetUtil.sys.mjs');
  const { MailUtils } = load('resource:///modules/MailUtils.sys.mjs');
  const { setTimeout } = load('resource://gre/modules/Timer.sys.mjs');
  await load('chrome://openpgp/content/BondOpenPGP.sys.mjs').BondOpenPGP.init();
  const imported = ({ exitCode, errorMsg }) => { if (exitCode !== 0) throw new Error(errorMsg); };
  const until = async (found) => {
    for (const end = Date.now() + 50000; Date.now() < end; await new Promise((go) => setTimeout(go, 100))) {
      const value = found();
      if (value) return value;
    }
    throw new Error('waited in vain: ' + found);
  };
`;

const IMPORT_SECRET = 'imported(await RNP.importSecKeyBlockImpl(null, null, false, given));';

const IMPORT_VERIFIED = `imported(await RNP.importPubkeyBlockAutoAcceptImpl(null, given, 'verified'));`;

/** It tells of the mail when it has been shown to its end (`MsgMsgDisplayed`). */
const OPEN = String.raw`
  const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
  file.initWithPath(given);
  const main = await until(() => Services.wm.getMostRecentWindow('mail:3pane'));
  let displayed = false;
  const observer = { observe() { displayed = true; } };
  Services.obs.addObserver(observer, 'MsgMsgDisplayed');
  MailUtils.openEMLFile(main, file, Services.io.newFileURI(file));
  await until(() => displayed);
  Services.obs.removeObserver(observer, 'MsgMsgDisplayed');

  const window = Services.wm.getMostRecentWindow('mail:messageWindow');
  const { document, currentAttachments } = window.messageBrowser.contentWindow;
  const icon = (id) => /([^/]+)\.svg$/.exec(document.getElementById(id)?.src ?? '')?.[1] ?? null;
  const field = (id) => document.getElementById(id).textContent;
  const sha256 = (url) => new Promise((resolve, reject) =>
    NetUtil.asyncFetch({ uri: url, loadUsingSystemPrincipal: true }, (stream, status) => {
      if (!Components.isSuccessCode(status)) return reject(new Error('status ' + status));
      const hash = Cc['@mozilla.org/security/hash;1'].createInstance(Ci.nsICryptoHash);
      hash.init(Ci.nsICryptoHash.SHA256);
      hash.updateFromStream(stream, stream.available());
      resolve([...hash.finish(false)].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join(''));
    }));
  const attachments = [];
  for (const item of document.getElementById('attachmentList').children) {
    const { url } = currentAttachments.find(({ name }) => name === item.getAttribute('name'));
    attachments.push({ name: item.getAttribute('name'), size: item.getAttribute('size'), sha256: await sha256(url) });
  }
  const shown = { encrypted: icon('encryptedHdrIcon'), signed: icon('signedHdrIcon'),
    subject: field('expandedsubjectBox'), from: field('expandedfromBox'),
    text: document.getElementById('messagepane').contentDocument.body.textContent, attachments };
  window.close();
  return shown;
`;
