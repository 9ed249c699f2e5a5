/**
 * Runs inside the page. Lists what a person cannot reach at this width: a page
 * that scrolls sideways, text or controls outside of it, text cut by its box.
 */
(() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  const overhang = document.documentElement.scrollWidth - width;
  if (overhang > 0) found.push(`the page scrolls sideways by ${overhang} px`);

  const nameOf = (element) =>
    `${element.tagName.toLowerCase()}${element.id === '' ? '' : `#${element.id}`} "${(element.textContent ?? '').trim().slice(0, 40)}"`;

  /** Boxes around an element that cut or scroll what they hold, innermost first. */
  const boxesAround = (element) => {
    const boxes = [];
    for (let box = element; box !== null && box !== document.documentElement; box = box.parentElement) {
      const { overflowX, clipPath, position, clip } = getComputedStyle(box);
      const hidden =
        clipPath.startsWith('inset(50%') || (position === 'absolute' && clip.startsWith('rect('));
      if (hidden) return null;
      if (overflowX !== 'visible')
        boxes.push({ box, scrolls: overflowX === 'auto' || overflowX === 'scroll' });
      if (position === 'fixed') break;
    }
    return boxes;
  };

  const judge = (element, rectangles, what) => {
    const boxes = boxesAround(element);
    // Hidden on purpose: said to screen readers only.
    if (boxes === null) return;
    for (const { left, right, width: own, height } of rectangles) {
      if (own < 1 || height < 1) continue;
      const around = boxes.find(({ box }) => {
        const { left: start, right: end } = box.getBoundingClientRect();
        return left < start - 1 || right > end + 1;
      });
      if (around !== undefined) {
        if (!around.scrolls) found.push(`${what} cut by ${nameOf(around.box)}: ${nameOf(element)}`);
        return;
      }
      if (left < -1 || right > width + 1) {
        found.push(`${what} outside of the page: ${nameOf(element)}`);
        return;
      }
    }
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    if (element === null || node.data.trim() === '' || !element.checkVisibility({ visibilityProperty: true }))
      continue;
    if (element.closest('[hidden], option, script, style') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    judge(element, range.getClientRects(), 'text');
  }
  for (const element of document.querySelectorAll(
    'a, button, input, select, textarea, summary, canvas, img',
  )) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    judge(element, [element.getBoundingClientRect()], 'control');
  }
  return found;
})();
