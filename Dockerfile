# docker build --build-arg VERSION=0.1.0 --tag redirect-lint .
# docker run --rm --volume "$PWD:/src:ro" redirect-lint
FROM node:24-alpine
ARG VERSION=latest
# git is for --since. The folder that is mounted belongs to somebody else, which git would refuse; nothing that a repository names is started.
RUN apk add --no-cache git && git config --system --add safe.directory '*' \
 && npm install --global --ignore-scripts "redirect-lint@${VERSION}" && npm cache clean --force
USER node
WORKDIR /src
ENTRYPOINT ["redirect-lint"]
