import type { Entity } from '@backstage/catalog-model';
import {
  useEntityList,
  type DefaultEntityFilters,
  type EntityFilter,
} from '@backstage/plugin-catalog-react';
import { Checkbox } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { SkeRoot } from '../parts';
import { useWords } from '../words';
import {
  hasOpenPullRequest,
  PHASE,
  PULL_REQUEST_PHASES,
} from './readSubmission';

interface Filters extends DefaultEntityFilters {
  openPullRequest?: EntityFilter;
}

const openPullRequest: EntityFilter = {
  getCatalogFilters: () => ({
    [`metadata.annotations.${PHASE}`]: [...PULL_REQUEST_PHASES],
  }),
  filterEntity: (entity: Entity) => hasOpenPullRequest(entity),
  toQueryValue: () => 'true',
};

/** Limits the list of the catalog to entities whose change waits in a pull request (F8). */
export function OpenPullRequestPicker() {
  const t = useWords();
  const { updateFilters, queryParameters } = useEntityList<Filters>();
  const [isOn, setOn] = useState(queryParameters.openPullRequest === 'true');
  useEffect(() => {
    updateFilters({ openPullRequest: isOn ? openPullRequest : undefined });
  }, [isOn, updateFilters]);
  return (
    <SkeRoot>
      <Checkbox isSelected={isOn} onChange={setOn}>
        {t('entity.filter.openPullRequest')}
      </Checkbox>
    </SkeRoot>
  );
}
