/** The texts of `entity`. Each key starts with `entity.`. */
export const entity = {
  'entity.tab.api': 'API',
  'entity.tab.requests': 'Requests',
  'entity.tab.pipelines': 'Pipelines',
  'entity.tab.placement': 'Placement',
  'entity.tab.events': 'Events',
  'entity.tab.yaml': 'YAML',
  'entity.tab.graph': 'Graph',
  'entity.tab.manage': 'Manage',
  'entity.openPage': 'Open the page on the platform',
  'entity.summary': 'About the Promise',
  'entity.catalog': 'In the catalog',
  'entity.filter.openPullRequest': 'Open pull request',
  'entity.recorded.title': 'Status in the catalog',
  'entity.recorded.text':
    'This status was recorded when the catalog last read the entity. The live status is not visible here.',
  'entity.recorded.unreadable':
    'The annotation kratix.io/status of the entity does not contain a JSON object.',
  'entity.missing.title': 'The entity does not name its object in the platform',
  'entity.missing.text':
    'The page cannot read the live state, because the entity lacks these annotations:',
  'entity.missing.next':
    'The pipeline or the file that creates the entity has to set them. Ask the team that runs the platform.',
} as const;
