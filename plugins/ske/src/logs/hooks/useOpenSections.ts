import { useState } from 'react';
import { isOpenByDefault, type LogSection } from '../view/sections';

/** Which sections are open. */
export interface OpenSections {
  isOpen(section: LogSection): boolean;
  toggle(section: LogSection): void;
}

/**
 * Remembers what the user opened and closed. A section that the user has not touched opens when its container starts to run or fails, and stays open
 * when the next attempt starts, so that the lines that were read stay visible.
 */
export function useOpenSections(
  sections: readonly LogSection[],
  named: LogSection | undefined,
): OpenSections {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [before, setOpened] = useState<ReadonlySet<string>>(new Set());
  const opened = addOpened(before, sections);
  if (opened !== before) {
    // React renders again at once, before anything is drawn.
    setOpened(opened);
  }
  const isOpen = ({ id }: LogSection) =>
    chosen.get(id) ?? (id === named?.id || opened.has(id));
  return {
    isOpen,
    toggle: section =>
      setChosen(new Map(chosen).set(section.id, !isOpen(section))),
  };
}

function addOpened(
  opened: ReadonlySet<string>,
  sections: readonly LogSection[],
): ReadonlySet<string> {
  const added = sections.filter(
    section => !opened.has(section.id) && isOpenByDefault(section),
  );
  return added.length === 0
    ? opened
    : new Set([...opened, ...added.map(({ id }) => id)]);
}
