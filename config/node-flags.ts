/** docs/configuration.md, Flags of Node. The compose file, the image and the scripts of package.json repeat them. */
export const apiFlags = ['--no-allocation-site-pretenuring'];
export const workerFlags = ['--max-semi-space-size=32', ...apiFlags];
