/**
 * Looks at an encrypted message while it is read, so that nothing has to be held of what only its recipients can
 * read. The verdict is the one that `lookAt` comes to.
 */
import { isMail } from '../../../../mail/file/mail-file.js';
import { peekPacket } from '../../../format/packet-start.js';
import { passingArmor } from '../../armor/passing-armor.js';
import { MalformedError } from '../../malformed.js';
import { beginsEncrypted, lookAtEncrypted } from '../../packets/look-at-encrypted.js';
import { PacketScan } from '../../packets/packet-scan.js';
import type { Trust } from '../../trust.js';
import type { Verification, Warning } from '../../verification.js';
import { decided, type Look } from '../look-at-message.js';
import { startsLikePackets } from '../starts-like-packets.js';

export interface PassingMessage {
  /** Takes what follows the head. Nothing of it is kept. Never throws. */
  push(chunk: Uint8Array): void;
  /** What the message is, now that it has ended. */
  end(): Look;
}

/**
 * @param head the start of a file: what is not surely an encrypted message by it is left to `lookAt`
 * @returns `undefined` for what must be held
 */
export function passingMessage(head: Buffer, trust: Trust): PassingMessage | undefined {
  const scan = new PacketScan();
  const take = (chunk: Uint8Array) => scan.push(chunk);
  const armor = startsLikePackets(head) || isMail(head) ? undefined : passingArmor(head, take);
  const binary = armor?.firstLine ?? head;
  if (!startsLikePackets(binary) || !beginsEncrypted(peekPacket(binary)?.tag ?? 0)) return undefined;
  if (!armor) take(head);
  return {
    push: armor?.push ?? take,
    end() {
      const warnings: Warning[] = [];
      try {
        if (armor) warnings.push(...armor.end());
        const found: Verification = lookAtEncrypted(scan.end(), trust);
        return decided({ ...found, warnings: [...warnings, ...found.warnings] });
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
        return decided({ kind: 'encrypted', verdict: 'malformed', problem: error.problem, warnings });
      }
    },
  };
}
