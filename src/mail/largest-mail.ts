/** How much of a mail is read. More is a fault, which the words for it name. */

/** The most parts: one that is not looked at would look as good as the others. */
export const MAX_PARTS = 1000;

/** The most bytes of a head. Mail servers take a small part of this. */
export const MAX_HEADER = 4 << 20;
