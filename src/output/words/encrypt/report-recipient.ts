import { contactName } from '../../../bundle/contact-uri.js';
import type { Manifest } from '../../../bundle/manifest.js';
import type { ReportRecipient } from '../../../report/template.js';
import { oneLine } from '../../../text/sanitize.js';

/** What a bundle says of whoever reads the report, for the template. */
export function recipientOf({ name, address, contacts, page }: Manifest): ReportRecipient {
  return {
    name: oneLine(name),
    contact: oneLine(address ?? contactName(contacts[0] ?? '')),
    page: page.url === undefined ? undefined : oneLine(page.url),
  };
}
