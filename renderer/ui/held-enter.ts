/** Enter that is held down counts once: else it presses what comes next, which nobody has seen yet. */
export function takeHeldEnterOnce(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      // In a text of several lines each makes a new one.
      if (!event.repeat || event.key !== 'Enter' || event.target instanceof HTMLTextAreaElement)
        return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
