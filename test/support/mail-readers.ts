/** Other readers of mail: what each would show of it. */
import PostalMime from 'postal-mime';
import { runTool } from './tools.js';

/**
 * Python's `email` package, by its old rules and by its new ones: every part's text as it is decoded, names of files,
 * From, Subject and Date, and what stands around the parts. Of what is no text, the name is what is shown.
 */
const SCRIPT = String.raw`
import base64, email, email.policy, json, sys
from email.header import decode_header, make_header

def header(value):
    try: return str(make_header(decode_header(str(value))))
    except Exception: return str(value)

def shown(message):
    found = []
    for part in message.walk():
        for name in ('From', 'Subject', 'Date'):
            found += [header(value) for value in part.get_all(name, [])]
        try: found.append(header(part.get_filename() or ''))
        except Exception: pass
        found += [part.preamble or '', part.epilogue or '']
        payload = part.get_payload()
        if isinstance(payload, str) and part.get_content_maintype() in ('text', 'message', 'multipart'):
            found.append(payload)
            data = part.get_payload(decode=True)
            charset = part.get_content_charset() or 'utf-8'
            try: found.append(data.decode(charset, 'replace'))
            except Exception: found.append(data.decode('latin-1'))
    return '\n'.join(found)

for line in sys.stdin:
    data = base64.b64decode(line)
    views = []
    for policy in (email.policy.compat32, email.policy.default):
        try: views.append(shown(email.message_from_bytes(data, policy=policy)))
        except Exception as error: views.append('')
    print(json.dumps('\n'.join(views)))
`;

/** What Python shows of each mail. */
export function shownByPython(mails: readonly Buffer[]): string[] {
  const input = mails.map((mail) => `${mail.toString('base64')}\n`).join('');
  const lines = runTool('python3', ['-c', SCRIPT], { input }).toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line) as string);
}

/** What postal-mime shows of a mail; nothing where it gives up. */
export async function shownByPostalMime(mail: Buffer): Promise<string> {
  try {
    const { from, subject, date, text, html, attachments } = await PostalMime.parse(mail);
    const files = attachments.map(({ filename, mimeType, content }) =>
      [filename, /^(text|message)\//.test(mimeType) ? textOf(content) : ''].join('\n'),
    );
    const fields = [...(from ? [from.name, from.address] : []), subject, date];
    return [...fields, text, html, ...files].join('\n');
  } catch {
    return '';
  }
}

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1');
