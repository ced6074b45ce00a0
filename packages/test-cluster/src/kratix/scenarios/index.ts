import { deletionScenarios } from './deletionScenarios';
import { healthScenarios } from './healthScenarios';
import { placementScenarios } from './placementScenarios';
import { promiseScenarios } from './promiseScenarios';
import { requestScenarios } from './requestScenarios';
import { upgradeScenarios } from './upgradeScenarios';
import type { Scenario } from './Scenario';

/** The recordings that the stand-in is compared with. Each test file runs one group. The groups take about the same time. */
export const scenarioGroups = {
  promises: [...promiseScenarios, ...upgradeScenarios],
  requests: [...requestScenarios, ...healthScenarios],
  deletions: [...deletionScenarios, ...placementScenarios],
} satisfies Record<string, Scenario[]>;

export const scenarios: Scenario[] = Object.values(scenarioGroups).flat();
