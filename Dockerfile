# One image for every process; docker-compose.yml chooses which one a container runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tools/build.ts tools/build-panel.ts tools/swc.json ./tools/
COPY libs ./libs
COPY services ./services
COPY gateway ./gateway
COPY simulators ./simulators
COPY web ./web
# What runs needs neither the compilers nor the types and source maps of the packages: 330 MB become less than 200.
RUN npm run build && npm prune --omit=dev \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 HEALTH_PORT=9000
WORKDIR /app
RUN mkdir -p /var/lib/openvoip/documents /var/lib/openvoip/mail /var/lib/softswitch \
  && chown -R node:node /var/lib/openvoip /var/lib/softswitch
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HEALTH_PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/gateway/src/main.js"]
