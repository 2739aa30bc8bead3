export const NODE_VERSION: string;
export const BASES: Record<string, { executable: string; integrity: string }>;
export const HERE: string;
