export interface ReleaseFacts {
  manifest: { version: string };
  lock: { version: string; packages: Record<string, { version: string }> };
  changelog: string;
  changes: readonly string[];
  tags: readonly string[];
}
export function releaseFaults(version: string, facts: ReleaseFacts): string[];
