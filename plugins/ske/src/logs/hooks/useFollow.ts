import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';

/** Pixels from the end within which the reader is at the end. */
const AT_END = 8;

/** Whether the view stays at the end of the log. */
export interface Follow {
  readonly isFollowing: boolean;
  /** The number of lines that have arrived since the reader left the end. */
  readonly newLines: number;
  /** Goes to the end and stays there. */
  resume(): void;
  /** Stops following, so that the view stays in place. */
  pause(): void;
}

/**
 * Keeps a scrolled element at its end while lines arrive, until the reader moves up in any way (wheel, keys, touch, the scroll bar) or selects
 * text. At the end the element follows new lines again.
 */
export function useFollow(
  element: RefObject<HTMLElement>,
  totalLines: number,
  startsAtEnd: boolean,
): Follow {
  const [isFollowing, setFollowing] = useState(startsAtEnd);
  const [linesWhenPaused, setLinesWhenPaused] = useState(0);
  const lastTop = useRef(0);
  const total = useRef(totalLines);
  total.current = totalLines;

  const pause = useCallback(() => {
    setFollowing(was => {
      if (was) {
        setLinesWhenPaused(total.current);
      }
      return false;
    });
  }, []);

  const toEnd = useCallback(() => {
    const node = element.current;
    if (node) {
      node.scrollTop = node.scrollHeight;
      lastTop.current = node.scrollTop;
    }
  }, [element]);

  const resume = useCallback(() => {
    setFollowing(true);
    toEnd();
  }, [toEnd]);

  useEffect(() => {
    const node = element.current;
    if (!node) {
      return undefined;
    }
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = node;
      const hasMovedUp = scrollTop < lastTop.current - 1;
      lastTop.current = scrollTop;
      if (hasMovedUp) {
        pause();
      } else if (scrollHeight - scrollTop - clientHeight < AT_END) {
        setFollowing(true);
      }
    };
    const onSelect = () => {
      const selection = node.ownerDocument.getSelection();
      if (
        selection &&
        !selection.isCollapsed &&
        node.contains(selection.anchorNode)
      ) {
        pause();
      }
    };
    node.addEventListener('scroll', onScroll, { passive: true });
    node.ownerDocument.addEventListener('selectionchange', onSelect);
    return () => {
      node.removeEventListener('scroll', onScroll);
      node.ownerDocument.removeEventListener('selectionchange', onSelect);
    };
  }, [element, pause]);

  useEffect(() => {
    if (isFollowing) {
      toEnd();
    }
  }, [isFollowing, totalLines, toEnd]);

  return {
    isFollowing,
    newLines: isFollowing ? 0 : Math.max(0, totalLines - linesWhenPaused),
    resume,
    pause,
  };
}
