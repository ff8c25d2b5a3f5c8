/** Names of states that shapes show. */
export const states = {
  steps: {
    ok: 'done',
    warning: 'needs attention',
    failed: 'failed',
    skipped: 'left out',
    running: 'under way',
    waiting: 'to come',
  },
};
