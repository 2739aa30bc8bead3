/**
 * A `{% highlight LANGUAGE %}` block as fenced code, which is what the website shows of it.
 *
 * @param words what stands behind the tag's name
 * @param column what stands before the tag on its line
 */
export function highlighted(content: string, words: string, column: string): string {
  const fence = '`'.repeat(longestRun(content) + 1);
  const [language = ''] = /^[\w+#.-]*/.exec(words) ?? [];
  const indent = /^[ \t]*$/.test(column) ? column : '';
  // on the line of other text it would be no fence
  const start = indent === column ? '' : '\n\n';
  const lines = content.replace(/^[ \t]*\n|\n[ \t]*$/g, '');
  return `${start}${fence}${language}\n${lines}\n${indent}${fence}\n`;
}

function longestRun(content: string): number {
  return (content.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
}
