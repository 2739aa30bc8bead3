export function runNpm(args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): string;
