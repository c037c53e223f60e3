import { REPOSITORY } from '../../base/product.ts';
import { block } from './workflow.ts';

/**
 * The workflow that publishes the dashboard on GitHub Pages. The job that reads the registry may write nothing, and the
 * one that publishes runs nothing of the repository.
 * @param config the input `config`, where it is not the default
 */
export function dashboardWorkflow(config: readonly string[]): { path: string; text: string } {
  const text = `name: prompt-dashboard
on:
  schedule: [{ cron: '23 * * * *' }]  # may start late: the pages say of when they are
  workflow_dispatch:
permissions: { contents: read }
concurrency: { group: prompt-dashboard, cancel-in-progress: false }
jobs:
  dashboard:
    if: \${{ !github.event.repository.fork }}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - uses: ${REPOSITORY}@v1
${block('with', ['command: dashboard', 'out: site', ...config])}      - uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
        with: { path: site }
  publish:
    needs: dashboard
    runs-on: ubuntu-latest
    permissions: { pages: write, id-token: write }
    environment: { name: github-pages, url: '\${{ steps.pages.outputs.page_url }}' }
    steps:
      - id: pages
        uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
`;
  return { path: '.github/workflows/prompt-dashboard.yml', text };
}
