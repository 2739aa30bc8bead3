/**
 * Keeps V8's space for new objects as small as it starts. It grows by 32 MiB otherwise while OpenPGP.js's streams run,
 * which make many small objects, and is no faster for it. For the whole process: not for a library to call.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
}
