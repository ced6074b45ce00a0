import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
  RiInformationLine,
  RiProgress4Line,
  type RemixiconComponentType,
} from '@remixicon/react';

/** What a state means for a user; the same words as `StateTone` of ske-common. */
export type Tone =
  'positive' | 'progress' | 'attention' | 'negative' | 'neutral';

/** The icon of each tone. Their outlines differ, so colour is not needed to distinguish them. */
export const toneIcons: Record<Tone, RemixiconComponentType> = {
  positive: RiCheckboxCircleFill,
  progress: RiProgress4Line,
  attention: RiAlertFill,
  negative: RiCloseCircleFill,
  neutral: RiIndeterminateCircleLine,
};

/**
 * The icons of sentences. They are the icons of badges, except the neutral one: in a badge it means that something is paused, but a neutral sentence only
 * informs.
 */
export const noticeIcons: typeof toneIcons = {
  ...toneIcons,
  neutral: RiInformationLine,
};
