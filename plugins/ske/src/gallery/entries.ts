import type { GalleryEntry } from './entry/GalleryEntry';
import { diagnosisEntries } from './states/diagnosis';
import { editEntries } from './states/edit';
import { entityEntries } from './states/entity';
import { graphEntries } from './states/graph';
import { actionsEntries } from './states/actions';
import { logsEntries } from './states/logs';
import { newRequestEntries } from './states/newRequest';
import { partsEntries } from './states/parts';
import { installEntries } from './states/install';
import { previewEntries } from './states/preview';
import { promiseEntries } from './states/promise';
import { refusalEntries } from './states/refusal';
import { requestsEntries } from './states/requests';
import { servicesEntries } from './states/services';
import { resourceEntries } from './states/resource';
import { shellEntries } from './states/shell';

/** All designed states. Each group of pages has a file in `states`. */
export const entries: readonly GalleryEntry[] = [
  ...shellEntries,
  ...partsEntries,
  ...refusalEntries,
  ...requestsEntries,
  ...servicesEntries,
  ...resourceEntries,
  ...newRequestEntries,
  ...editEntries,
  ...promiseEntries,
  ...entityEntries,
  ...graphEntries,
  ...logsEntries,
  ...actionsEntries,
  ...previewEntries,
  ...diagnosisEntries,
  ...installEntries,
];
