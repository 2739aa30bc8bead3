// Stands in for node-emoji: `:name:` stays as it is.
export const get = (name) => name;
