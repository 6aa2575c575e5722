"""Figures for the people who run the business."""
