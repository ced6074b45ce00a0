import { useState } from 'react';
import { isOpenByDefault, type LogSection } from '../view/sections';

/** Which sections are open. */
export interface OpenSections {
  isOpen(section: LogSection): boolean;
  toggle(section: LogSection): void;
}

/** Remembers what the user opened and closed. A section that the user has not touched opens when its container starts to run or fails. */
export function useOpenSections(named: LogSection | undefined): OpenSections {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = (section: LogSection) =>
    chosen.get(section.id) ??
    (section.id === named?.id || isOpenByDefault(section));
  return {
    isOpen,
    toggle: section =>
      setChosen(new Map(chosen).set(section.id, !isOpen(section))),
  };
}
