import { deletionScenarios } from './deletionScenarios';
import { healthScenarios } from './healthScenarios';
import { placementScenarios } from './placementScenarios';
import { promiseScenarios } from './promiseScenarios';
import { requestScenarios } from './requestScenarios';
import { upgradeScenarios } from './upgradeScenarios';
import type { Scenario } from './Scenario';

/** The recordings that the stand-in is compared with. */
export const scenarios: Scenario[] = [
  ...promiseScenarios,
  ...requestScenarios,
  ...deletionScenarios,
  ...placementScenarios,
  ...healthScenarios,
  ...upgradeScenarios,
];
