/** The texts of `graph`. Each key starts with `graph.`. */
export const graph = {
  'graph.title': 'What belongs together',
  'graph.keys':
    'The arrow keys move, expand and collapse. Enter opens the page of an object.',
  'graph.view': 'Show as',
  'graph.view.list': 'List',
  'graph.view.drawing': 'Drawing',
  'graph.drawingKeys':
    'The arrow keys move along the lines and within a column. Enter opens the page of an object.',
  'graph.object': 'Object',
  'graph.state': 'State',
  'graph.detail': 'Since, or where',
  'graph.more_one': '{{count, number}} more',
  'graph.more_other': '{{count, number}} more',
  'graph.hidden': '{{what}}: not visible to you',
  'graph.notVisible': 'Not visible to you',
  'graph.objects': '{{kind}} objects',
  'graph.runs': 'Pipeline runs',
  'graph.type.promise': 'Promise',
  'graph.type.request': 'Request',
  'graph.type.run': 'Pipeline',
  'graph.type.work': 'Work',
  'graph.type.destination': 'Destination',
  'graph.type.part': 'Part',
  'graph.type.parent': 'Part of',
} as const;
