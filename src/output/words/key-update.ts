import type { Change } from '../../pgp/certificate/newer-copy.js';
import { day } from '../../text/dates.js';

/** One line for a change that `key update` brought. */
export function changeWords(change: Change): string {
  switch (change.what) {
    case 'new-user-id':
      return `new user ID: ${change.userID}`;
    case 'removed-user-id':
      return `user ID no longer valid: ${change.userID}`;
    case 'new':
      return `new ${name(change)}`;
    case 'revoked':
      return `revoked: ${name(change)}${change.date ? `, on ${day(change.date)}` : ''}`;
    case 'expiry':
      return `${name(change)} expires: ${when(change.to)} (was ${when(change.from)})`;
  }
}

function name({ component, fingerprint }: { component: 'key' | 'subkey'; fingerprint: string }): string {
  return component === 'key' ? 'the key' : `subkey ${fingerprint}`;
}

const when = (date: string | null) => (date === null ? 'never' : day(date));
