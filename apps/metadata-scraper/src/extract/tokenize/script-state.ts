/** What hides `</script>` in a script, and what ends that. */
const TOKEN = /(?<comment><!--)(?!-*>)|(?<script><script[\t\n\f\r />])|-->/gi;

/**
 * Follows a script's text: in `<!-- <script>`, `</script>` is no end of it.
 * See https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state.
 */
export const createScriptState = () => {
  let isComment = false;
  let isScript = false;
  return {
    start: (): void => {
      isComment = false;
      isScript = false;
    },
    /** Takes text, no token of which is cut. */
    follow: (text: string): void => {
      if (!isComment && !text.includes('<!--')) return;
      for (const { groups } of text.matchAll(TOKEN)) {
        if (groups?.script !== undefined) isScript = isComment;
        else {
          isComment = groups?.comment !== undefined;
          isScript &&= isComment;
        }
      }
    },
    /** Takes `</script>`, and says whether it ends the script. */
    ends: (): boolean => {
      const isEnd = !isScript;
      isScript = false;
      return isEnd;
    },
  };
};
