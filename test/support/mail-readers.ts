/** Other readers of mail: what each would show of it. */
import PostalMime from 'postal-mime';
import { runTool } from './tools.js';

/**
 * Python's `email` package, by its old rules and by its new ones: every part's text as it is decoded, names of files,
 * From, Subject and Date, and what stands around the parts. Of what is no text, the name is what is shown.
 */
const SCRIPT = String.raw`
import base64, email, email.policy, json, re, sys
from email.header import decode_header, make_header
from html.parser import HTMLParser

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

class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.pre, self.hidden = '', 0, 0
    def handle_starttag(self, tag, attributes):
        if tag in ('br', 'div', 'p', 'pre'): self.text += '\n'
        self.pre += tag == 'pre'
        self.hidden += tag in ('style', 'script')
    def handle_endtag(self, tag):
        if tag in ('div', 'p', 'pre'): self.text += '\n'
        self.pre -= tag == 'pre'
        self.hidden -= tag in ('style', 'script')
    def handle_data(self, data):
        if self.hidden: return
        if self.pre > 0: self.text += data
        else:
            run = re.sub(r'\s+', ' ', data)
            self.text += run.lstrip() if self.text[-1:] in ('', ' ', '\n') else run

def flowed(text, delsp):
    lines = [line[1:] if line.startswith(' ') else line for line in text.split('\n')]
    joined = ''
    for line in lines:
        if line.endswith(' ') and line != '-- ': joined += line[:-1] if delsp else line
        else: joined += line + '\n'
    return joined

def displayed(part):
    data = part.get_payload(decode=True) or b''
    try: text = data.decode(part.get_content_charset() or 'utf-8', 'replace')
    except Exception: text = data.decode('latin-1')
    text = text.replace('\r\n', '\n')
    if part.get_content_subtype() == 'html':
        page = Page()
        page.feed(text)
        page.close()
        return page.text
    if str(part.get_param('format', '')).lower() != 'flowed': return text
    return flowed(text, str(part.get_param('delsp', '')).lower() == 'yes')

for line in sys.stdin:
    data = base64.b64decode(line)
    views, texts = [], []
    for policy in (email.policy.compat32, email.policy.default):
        try:
            message = email.message_from_bytes(data, policy=policy)
            views.append(shown(message))
            texts += [displayed(part) for part in message.walk() if part.get_content_maintype() == 'text']
        except Exception as error: pass
    print(json.dumps({'all': '\n'.join(views), 'texts': [text for text in texts if text.strip()]}))
`;

/** What a reader shows of a mail: everything, and each text as it is displayed, its lines joined and tags gone. */
export interface Shown {
  all: string;
  texts: string[];
}

/** What Python shows of each mail: HTML as a browser has it, and flowed text as RFC 3676. */
export function shownByPython(mails: readonly Buffer[]): Shown[] {
  const input = mails.map((mail) => `${mail.toString('base64')}\n`).join('');
  const lines = runTool('python3', ['-c', SCRIPT], { input }).toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Shown);
}

/** What postal-mime shows of a mail; nothing where it gives up. */
export async function shownByPostalMime(mail: Buffer): Promise<Shown> {
  try {
    const { from, subject, date, text, html, attachments } = await PostalMime.parse(mail);
    const files = attachments.map(({ filename, mimeType, content }) =>
      [filename, /^(text|message)\//.test(mimeType) ? textOf(content) : ''].join('\n'),
    );
    const fields = [...(from ? [from.name, from.address] : []), subject, date];
    return { all: [...fields, text, html, ...files].join('\n'), texts: text?.trim() ? [text] : [] };
  } catch {
    return { all: '', texts: [] };
  }
}

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1');
