"""Catalogues that come as files: read row by row, checked, written whole or refused in plain words."""
