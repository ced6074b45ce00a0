import { useState } from 'react';
import { isOpenByDefault, type LogSection } from '../view/sections';

/** Which sections are open, and which of them show the log before the last restart. */
export interface OpenSections {
  isOpen(section: LogSection): boolean;
  toggle(section: LogSection): void;
  readonly previous: ReadonlySet<string>;
  togglePrevious(section: LogSection): void;
}

/** Remembers what the user opened and closed. A section that the user has not touched opens when its container starts to run or fails. */
export function useOpenSections(named: string | undefined): OpenSections {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [previous, setPrevious] = useState<ReadonlySet<string>>(new Set());
  const isOpen = (section: LogSection) =>
    chosen.get(section.id) ??
    (section.id === named || isOpenByDefault(section));
  return {
    isOpen,
    toggle: section =>
      setChosen(new Map(chosen).set(section.id, !isOpen(section))),
    previous,
    togglePrevious: ({ id }) => {
      const next = new Set(previous);
      if (!next.delete(id)) {
        next.add(id);
      }
      setPrevious(next);
    },
  };
}
